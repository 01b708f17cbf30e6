"""What the environment or `.env` sets, checked once; a wrong value is named with what to write instead."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.access import Access, Hook
from bot.zalo import access as official
from bot.zalo.access import Official
from core.office import Office
from core.quota import Quota
from core.workdays import WorkingCalendar

PREFIX = "DONDOC_"
_SECRET = re.compile(r"^[A-Za-z0-9_-]{16,256}$")  # Telegram's alphabet for it
_LAST_PORT = 65_535
_HOURS = re.compile(r"^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)$")


class Settings(BaseSettings):
    """Every setting of the contract. Tokens are SecretStr: they never show in a log or an error."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore")

    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_proxy: SecretStr | None = None
    public_url: str | None = None
    telegram_webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    zalo_token: SecretStr | None = None
    zalo_api_url: str = "https://bot-api.zaloplatforms.com"
    zalo_webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    zalo_oa_id: str = ""
    zalo_oa_app_id: str = ""
    zalo_oa_app_secret: SecretStr = SecretStr("")
    zalo_oa_key: SecretStr = SecretStr("")
    zalo_oa_refresh_token: SecretStr = SecretStr("")
    zalo_oa_template: str = Field(default="", validate_default=True)
    zalo_oa_api_url: str | None = None
    zalo_messages: int = Field(default=3000, ge=1)
    zalo_reserve: int = Field(default=600, ge=0)
    zalo_people: int = Field(default=50, ge=1)
    zalo_oa_messages: int = Field(default=20_000, ge=1)
    zalo_oa_reserve: int = Field(default=4_000, ge=0)
    zalo_per_second: float = Field(default=10, gt=0, le=100)
    database_url: SecretStr | None = None
    data_dir: Path = Path("data")
    http_address: str = "127.0.0.1:8080"
    timezone: str = "Asia/Ho_Chi_Minh"
    remind_at: dt.time = dt.time(7, 30)
    quiet: str = "18:00-07:00"
    ladder: Annotated[tuple[int, ...], NoDecode] = (30, 14, 7, 3, 1, 0)
    strict_before: bool = False
    extend_before: int = Field(default=0, ge=0, le=60)
    extend_times: int = Field(default=0, ge=0, le=20)
    office: str = "Văn phòng Ủy ban nhân dân tỉnh"
    contact: str = "Văn phòng"
    phone: str | None = None
    address: Literal["đồng chí", "anh/chị"] = "đồng chí"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator(
        "telegram_token",
        "telegram_proxy",
        "telegram_webhook_secret",
        "zalo_token",
        "zalo_webhook_secret",
        "database_url",
        mode="after",
    )
    @classmethod
    def _blank_is_unset(cls, value: SecretStr | None) -> SecretStr | None:
        """A line end that came along from a file would stand in every address asked."""
        plain = value.get_secret_value().strip() if value else ""
        return SecretStr(plain) if plain else None

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.match(r"(postgres(ql)?(\+\w+)?://|sqlite:///)[^\s]+$", value.get_secret_value()):
            raise ValueError("begins with postgresql://; unset: SQLite in DONDOC_DATA_DIR")
        return value

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"https?://[^\s/]+[^\s?#]*", value):
            raise ValueError("where the channels reach this server, such as https://nhacviec.tinh.gov.vn")
        return value.rstrip("/") if value else None

    @field_validator("zalo_token")
    @classmethod
    def _bot_and_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"\d+:\S+", value.get_secret_value()):
            raise ValueError("the token as Zalo gave it: digits, a colon, letters")
        return value

    @field_validator("telegram_webhook_secret", "zalo_webhook_secret")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        channel = (info.field_name or "").partition("_")[0]
        needed = info.data.get("public_url") and info.data.get(f"{channel}_token")
        if (value or needed) and not _SECRET.match(value.get_secret_value() if value else ""):
            raise ValueError("16 to 256 letters, digits, _ and -, such as `openssl rand -hex 32` prints")
        return value

    @field_validator("zalo_oa_template")
    @classmethod
    def _registered(cls, value: str) -> str:
        official.template(value)
        return value

    @field_validator("zalo_oa_template")
    @classmethod
    def _whole(cls, value: str, info: ValidationInfo) -> str:
        """An Official Account needs all of its settings, and an address to be posted to; or none of them."""
        names = [f"zalo_oa_{one}" for one in ("id", "app_id", "app_secret", "key", "refresh_token")]
        missing = [name.upper() for name in names if not _plain(info.data.get(name))]
        if missing and (value or len(missing) < len(names)):
            raise ValueError(f"an Official Account also needs {', '.join(missing)}")
        if not missing and not info.data.get("public_url"):
            raise ValueError("an Official Account needs DONDOC_PUBLIC_URL: it only posts")
        return value

    @field_validator("ladder", mode="before")
    @classmethod
    def _steps(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        steps = tuple(int(part) if part.strip().isdigit() else -1 for part in value.split(","))
        if any(step < 0 for step in steps):
            raise ValueError("working days before the deadline, such as 30,14,7,3,1,0")
        return tuple(sorted(set(steps), reverse=True))

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("a time zone's name, such as Asia/Ho_Chi_Minh")
        return value

    @field_validator("quiet")
    @classmethod
    def _hours(cls, value: str) -> str:
        if not _HOURS.match(value):
            raise ValueError("hours of day, such as 18:00-07:00")
        return value

    @field_validator("http_address")
    @classmethod
    def _address(cls, value: str) -> str:
        if not re.fullmatch(r"[^:\s]*:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5}", value):
            raise ValueError("host:port, such as 127.0.0.1:8080")
        if int(value.rpartition(":")[2]) > _LAST_PORT:
            raise ValueError(f"host:port, and a port is {_LAST_PORT} at most, such as 127.0.0.1:8080")
        return value

    @property
    def database(self) -> str:
        """The database's address for SQLAlchemy; PostgreSQL through psycopg 3 however it was written."""
        if self.database_url is None:
            return f"sqlite:///{self.data_dir.absolute() / 'dondoc.db'}"
        url = self.database_url.get_secret_value()
        return re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg://", url)

    @property
    def telegram(self) -> Access | None:
        """How the Telegram bot is reached, if one is set."""
        if self.telegram_token is None:
            return None
        proxy = self.telegram_proxy.get_secret_value() if self.telegram_proxy else None
        return Access(self.telegram_token.get_secret_value(), self.telegram_api_url, proxy)

    @property
    def telegram_hook(self) -> Hook | None:
        """Where Telegram is to post; None: it is asked instead (long polling)."""
        return self._hook(self.telegram_webhook_secret)

    @property
    def zalo(self) -> Access | None:
        """How the Zalo bot is reached, if one is set."""
        return Access(self.zalo_token.get_secret_value(), self.zalo_api_url) if self.zalo_token else None

    @property
    def zalo_hook(self) -> Hook | None:
        return self._hook(self.zalo_webhook_secret)

    @property
    def zalo_quota(self) -> Quota:
        return Quota(self.zalo_messages, self.zalo_reserve, self.zalo_people)

    @property
    def zalo_official(self) -> Official | None:
        """The Official Account, where all of it is set."""
        if not self.zalo_oa_id:
            return None
        return official.make(
            oa_id=self.zalo_oa_id,
            app_id=self.zalo_oa_app_id,
            app_secret=self.zalo_oa_app_secret.get_secret_value(),
            webhook_key=self.zalo_oa_key.get_secret_value(),
            refresh_token=self.zalo_oa_refresh_token.get_secret_value(),
            template=self.zalo_oa_template,
            api_url=self.zalo_oa_api_url,
        )

    @property
    def zalo_official_quota(self) -> Quota:
        """The office's own ceiling: the service charges what is not free, for any number of people."""
        return Quota(self.zalo_oa_messages, self.zalo_oa_reserve, people=1_000_000)

    @property
    def phone_account(self) -> str | None:
        """The account that can write to whoever is known by a phone number alone."""
        official_account = self.zalo_official
        return official_account.account if official_account and official_account.template else None

    @property
    def no_channel(self) -> bool:
        """Nothing but the local chat."""
        return not (self.telegram_token or self.zalo_token or self.zalo_oa_id)

    def _hook(self, secret: SecretStr | None) -> Hook | None:
        if self.public_url is None or secret is None:
            return None
        return Hook(self.public_url, secret.get_secret_value())

    @property
    def host_port(self) -> tuple[str, int]:
        host, _, port = self.http_address.rpartition(":")
        return host.strip("[]"), int(port)

    def make_office(self, calendar: WorkingCalendar) -> Office:
        match = _HOURS.match(self.quiet)
        assert match is not None  # noqa: S101 - checked by the validator above
        a, b, c, d = map(int, match.groups())
        return Office(
            calendar=calendar,
            name=self.office,
            contact=self.contact,
            phone=self.phone,
            address=self.address,
            zone=ZoneInfo(self.timezone),
            remind_at=self.remind_at,
            quiet_from=dt.time(a, b),
            quiet_to=dt.time(c, d),
            ladder=self.ladder,
            strict_before=self.strict_before,
            extend_before=self.extend_before,
            extend_times=self.extend_times,
        )


def _plain(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value or "")


def load() -> Settings:
    """Raises ValueError, a line for each wrong setting: its name and what it must look like, never its value."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{PREFIX}{'_'.join(map(str, e['loc'])).upper()}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors(include_input=False)
        ]
        raise ValueError("\n".join(lines)) from None
