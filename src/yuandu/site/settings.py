"""Every setting, from the environment, with a default that makes development work.

`docs/settings.md` lists them for operators; a test holds the two together.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from yuandu.site import embedded
from yuandu.site.environment import env, env_bool, env_int

SITE_DIR = Path(__file__).resolve().parent
DATA_DIR = Path(env("YUANDU_DATA_DIR", ".yuandu")).resolve()

# --- What kind of process this is ----------------------------------------------------

PRODUCTION = env_bool("YUANDU_PRODUCTION")
DEBUG = env_bool("YUANDU_DEBUG")
SECRET_KEY = env("YUANDU_SECRET_KEY", "" if PRODUCTION else "for-development-alone")
if PRODUCTION and len(SECRET_KEY) < 32:  # noqa: PLR2004
    raise ImproperlyConfigured(
        "YUANDU_SECRET_KEY is missing or shorter than 32 characters; production needs one"
    )
ALLOWED_HOSTS = [host for host in env("YUANDU_HOSTS", "localhost 127.0.0.1 [::1]").split() if host]
CSRF_TRUSTED_ORIGINS = env("YUANDU_ORIGINS").split()

# --- Applications, lowest floor first ------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks_db",
    "yuandu.kernel.workspaces",
    "yuandu.kernel.audit",
    "yuandu.kernel.accounts",
    "yuandu.kernel.files",
    "yuandu.kernel.registry",
    "yuandu.kernel.notices",
    "yuandu.kernel.ledger",
    "yuandu.kernel.lifecycle",
    "yuandu.kernel.sheets",
    "yuandu.kernel.indicators",
    "yuandu.mechanisms.projects",
    "yuandu.site",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yuandu.kernel.workspaces.middleware.WorkspaceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yuandu.kernel.registry.middleware.ActorMiddleware",
]
ROOT_URLCONF = "yuandu.site.urls"
WSGI_APPLICATION = "yuandu.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "yuandu.site.context.frame",
            ],
        },
    },
]

FORM_RENDERER = "yuandu.site.form_renderer.Components"

# --- Database ------------------------------------------------------------------------


def _database(url: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {parts.scheme!r}; Yuandu runs on PostgreSQL only"
        )
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


# The owner migrates; the application serves and cannot touch the audit log's guard.
AS_OWNER = env_bool("YUANDU_AS_OWNER")
_url = env("DATABASE_URL")
if _url and AS_OWNER:
    _url = env("DATABASE_OWNER_URL", _url)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": env_int("YUANDU_CONNECTION_SECONDS", 60),
        "CONN_HEALTH_CHECKS": True,
        **(
            _database(_url)
            if _url
            else {
                "NAME": embedded.DATABASE,
                "USER": embedded.OWNER if AS_OWNER else embedded.APPLICATION,
                "HOST": env(embedded.SOCKET, str(DATA_DIR / "postgres")),
            }
        ),
    }
}
APPLICATION_ROLE = env("YUANDU_APPLICATION_ROLE", embedded.APPLICATION)

# --- Work in the background, files, mail ---------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MEDIA_ROOT = DATA_DIR / "files"
STATIC_URL = "/static/"
# Served where they lie: the front-end build has put a hash into every name already.
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/dist/.+[.-][0-9A-Za-z_-]{8,12}\.[a-z0-9]+$"
_mail_host = env("YUANDU_MAIL_HOST")
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": _mail_host,
            "port": env_int("YUANDU_MAIL_PORT", 587),
            "username": env("YUANDU_MAIL_USER"),
            "password": env("YUANDU_MAIL_PASSWORD"),
            "use_tls": env_bool("YUANDU_MAIL_TLS", default=True),
        },
    }
    if _mail_host
    else {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
}
# Where people reach this site: for links in mails, group chats and calendars.
ADDRESS = env("YUANDU_ADDRESS", f"http://localhost:{env_int('PORT', 8000)}")
# Servers that a work group's robot may stand on; no other is ever called.
WEBHOOK_HOSTS = env(
    "YUANDU_WEBHOOK_HOSTS",
    "qyapi.weixin.qq.com oapi.dingtalk.com open.feishu.cn open.larksuite.com",
).split()
FEED_STREAMS = env_int("YUANDU_FEED_STREAMS", 16)  # open pages a process keeps current at once
DEFAULT_FROM_EMAIL = env("YUANDU_MAIL_FROM", "yuandu@localhost")

# --- Languages and time --------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- Security ------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = env_bool("YUANDU_HTTPS_REDIRECT")
SECURE_HSTS_SECONDS = env_int("YUANDU_HSTS_SECONDS", 0)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("YUANDU_BEHIND_PROXY") else None
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("YUANDU_LOG_LEVEL", "WARNING")},
}
