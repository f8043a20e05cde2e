"""What one works on Citeloom with; nothing here is installed or imported by it."""
