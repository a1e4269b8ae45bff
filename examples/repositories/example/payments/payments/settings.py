import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What differs between environments. The provider's key has no default: without it, nothing starts."""

    provider_url: str
    provider_key: str
    log_level: str


def read_settings() -> Settings:
    return Settings(
        provider_url=os.environ.get("PROVIDER_URL", "https://sandbox.payments.example.com"),
        provider_key=os.environ["PROVIDER_KEY"],
        log_level=os.environ.get("LOG_LEVEL", "INFO"),
    )
