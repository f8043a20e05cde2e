"""Settings: from the command line, the environment, or a TOML file, in that order.

The file is ``citeloom.toml`` in the user's configuration folder, or what CITELOOM_CONFIG names.
Its keys are the names of the environment variables in lower case. Secrets never appear in a
message or a log.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_config_path, user_data_path
from pydantic import Field, PrivateAttr, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from citeloom.enrich.loopback import is_loopback
from citeloom.graph.errors import SettingsError
from citeloom.project import Project, find_project


class Settings(BaseSettings):
    """Everything that can be set, with its default."""

    # A variable that is set to nothing is not set, as in files that list all of them.
    model_config = SettingsConfigDict(extra="forbid", frozen=True, env_ignore_empty=True)

    graph: str | None = Field(
        None,
        validation_alias="citeloom_graph",
        description="Where the graph is: a path, or the address of a Neo4j server.",
    )
    home: Path = Field(
        default_factory=lambda: user_data_path("citeloom", appauthor=False),
        validation_alias="citeloom_home",
        description="Folder of the archive of fetched records, and of the graph by default.",
    )
    neo4j_uri: str | None = Field(
        None,
        description="Address of a Neo4j server, used where no graph is named.",
    )
    neo4j_username: str = Field(
        "neo4j",
        description="User on the Neo4j server.",
    )
    neo4j_password: SecretStr | None = Field(
        None,
        description="Password on the Neo4j server.",
    )
    neo4j_database: str | None = Field(
        None,
        description="Database on the Neo4j server; the server's default where it is not set.",
    )
    openalex_api_key: SecretStr | None = Field(
        None,
        description="Key for OpenAlex; free of charge, and ten times the daily allowance.",
    )
    openalex_email: str | None = Field(
        None,
        description="Address that OpenAlex may write to when something goes wrong.",
    )
    hf_token: SecretStr | None = Field(
        None,
        description="Token for the Hugging Face Hub; not needed for public records.",
    )
    s2_api_key: SecretStr | None = Field(
        None,
        description="Key for Semantic Scholar; without one its public limit is shared by all.",
    )
    github_token: SecretStr | None = Field(
        None,
        description="Token for GitHub; 60 repositories an hour without, 5,000 with one.",
    )
    openalex_url: str = Field(
        "https://api.openalex.org",
        description="Base address of OpenAlex.",
    )
    hf_endpoint: str = Field(
        "https://huggingface.co",
        description="Base address of the Hugging Face Hub.",
    )
    s2_api_url: str = Field(
        "https://api.semanticscholar.org",
        description="Base address of Semantic Scholar.",
    )
    github_api_url: str = Field(
        "https://api.github.com",
        description="Base address of GitHub.",
    )

    @field_validator("openalex_url", "hf_endpoint", "s2_api_url", "github_api_url")
    @classmethod
    def _encrypted_or_local(cls, address: str) -> str:
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            msg = "it is not an address"
            raise ValueError(msg) from None
        if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname)):
            return address.strip().rstrip("/")
        msg = "it has to begin with https:// (http:// is for this machine only)"
        raise ValueError(msg)

    @field_validator("home")
    @classmethod
    def _at_home(cls, folder: Path) -> Path:
        try:
            return folder.expanduser()
        except RuntimeError:
            msg = "names a user that there is not"
            raise ValueError(msg) from None

    @field_validator("openalex_api_key", "hf_token", "s2_api_key", "github_token")
    @classmethod
    def _fit_for_a_header(cls, key: SecretStr | None) -> SecretStr | None:
        """Take blanks away from the ends; what no header can carry would come back in an error."""
        value = key.get_secret_value().strip() if key else ""
        if not (value.isascii() and value.isprintable()) or " " in value:
            msg = "it holds a blank, a line break or another character that no key has"
            raise ValueError(msg)
        return SecretStr(value) if value else None

    @field_validator("openalex_email")
    @classmethod
    def _on_one_line(cls, address: str | None) -> str | None:
        text = (address or "").strip()
        if not (text.isascii() and text.isprintable()):
            msg = "it holds a line break or another character that no address has"
            raise ValueError(msg)
        return text or None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: arguments, environment, file; nothing else is read."""
        del dotenv_settings, file_secret_settings
        file = TomlConfigSettingsSource(settings_cls, find_config())
        return init_settings, env_settings, file

    _project: Project | None = PrivateAttr(None)

    @property
    def project(self) -> Project | None:
        """The project of the folder where the command was given."""
        return self._project

    def enter(self, project: Project | None) -> None:
        """Work in a project from here on."""
        self._project = project

    @property
    def archive_path(self) -> Path:
        """Where the archive of fetched records lies."""
        own = self._project.archive_path if self._project else None
        return own or self.home / "archive.sqlite"

    def graph_address(self, named: str | None = None) -> str:
        """Return the address of the graph: as named, the project's, as set, or in `home`."""
        if named is None and self._project is not None:
            return self._project.graph_address
        return named or self.graph or self.neo4j_uri or str(self.home / "graph.kgl")


def find_config() -> Path:
    """Return the path of the settings file, which need not exist."""
    named = os.environ.get("CITELOOM_CONFIG")
    return Path(named) if named else user_config_path("citeloom", appauthor=False) / "citeloom.toml"


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: A value does not fit, or the file is not TOML. The value is not repeated,
            because it may be a secret.
        ProjectError: The file of the project that one is in is wrong.
    """
    try:
        settings = Settings()
        settings.enter(find_project())
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "a setting"
        known = first["type"] != "extra_forbidden"
        reason = first["msg"].removeprefix("Value error, ") if known else "no such setting"
        raise SettingsError(
            f"The setting {name.upper()} cannot be used: {reason}",
            todo=f"Correct it in the environment or in {find_config()}",
        ) from None
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"The settings file {find_config()} cannot be read: {error}",
            todo="Correct the file, or move it away",
        ) from None
    return settings
