"""How a literature hangs together over time: its main path, and the years that it stands on."""
