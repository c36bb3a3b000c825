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
DATA_DIR = embedded.data_dir()

# --- What kind of process this is ----------------------------------------------------

PRODUCTION = env_bool("YUANDU_PRODUCTION")
DEBUG = env_bool("YUANDU_DEBUG")
SECRET_KEY = env("YUANDU_SECRET_KEY", "" if PRODUCTION else "for-development-alone")
if PRODUCTION and len(SECRET_KEY) < 32:  # noqa: PLR2004
    raise ImproperlyConfigured(
        "YUANDU_SECRET_KEY is missing or shorter than 32 characters; production needs one"
    )
ALLOWED_HOSTS = [host for host in env("YUANDU_HOSTS", "localhost 127.0.0.1 [::1]").split() if host]
SECRET_KEY_FALLBACKS = env("YUANDU_OLD_SECRET_KEYS").split()
CSRF_TRUSTED_ORIGINS = env("YUANDU_ORIGINS").split()

# --- Applications, lowest floor first ------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_htmx",
    "django_tasks_db",
    "yuandu.kernel.papers",
    "yuandu.kernel.workspaces",
    "yuandu.kernel.audit",
    "yuandu.kernel.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "yuandu.kernel.files",
    "yuandu.kernel.registry",
    "yuandu.kernel.notices",
    "yuandu.kernel.filters",
    "yuandu.kernel.ledger",
    "yuandu.kernel.lifecycle",
    "yuandu.kernel.sheets",
    "yuandu.kernel.indicators",
    "yuandu.services.handbook",
    "yuandu.services.plans",
    "yuandu.services.cooperation",
    "yuandu.services.ballots",
    "yuandu.services.liaison",
    "yuandu.services.policies",
    "yuandu.mechanisms.workforce",
    "yuandu.mechanisms.proposals",
    "yuandu.mechanisms.pay",
    "yuandu.mechanisms.welfare",
    "yuandu.mechanisms.equity",
    "yuandu.mechanisms.rewards",
    "yuandu.mechanisms.projects",
    "yuandu.mechanisms.enterprises",
    "yuandu.mechanisms.flowers",
    "yuandu.mechanisms.orders",
    "yuandu.mechanisms.settlements",
    "yuandu.mechanisms.lines",
    "yuandu.mechanisms.guidance",
    "yuandu.mechanisms.varieties",
    "yuandu.mechanisms.careers",
    "yuandu.mechanisms.partnership",
    "yuandu.mechanisms.reporting",
    "yuandu.mechanisms.visits",
    "yuandu.mechanisms.followup",
    "yuandu.mechanisms.circulars",
    "yuandu.mechanisms.briefs",
    "yuandu.mechanisms.reserve",
    "yuandu.mechanisms.reforms",
    "yuandu.site",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "yuandu.kernel.workspaces.middleware.ReadableMiddleware",
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
    "allauth.account.middleware.AccountMiddleware",
    "yuandu.kernel.accounts.middleware.FreshSignInMiddleware",
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
                "yuandu.kernel.accounts.context.account",
                "yuandu.site.context.frame",
            ],
        },
    },
]

FORM_RENDERER = "yuandu.site.form_renderer.Components"

# --- Database ------------------------------------------------------------------------

# Statements bound on the server (the audit log's) are prepared at their fifth use; 0 for
# never, behind a pooler that hands a connection from one transaction to another.
PREPARING: dict[str, Any] = {"prepare_threshold": env_int("YUANDU_PREPARE_AFTER", 5) or None}


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
        "OPTIONS": PREPARING | options,
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
                "OPTIONS": PREPARING,
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
# What Vite builds carries a hash in its name: browsers may keep it for good.
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
MAIL_IS_OFF = not _mail_host  # then mails are printed, and pages say so
# Where people reach this site: for links in mails, group chats and calendars.
ADDRESS = env("YUANDU_ADDRESS", f"http://localhost:{env_int('PORT', 8000)}")
# Registered for the publisher; identifiers of projects in OC4IDS begin with it.
OC4IDS_PREFIX = env("YUANDU_OC4IDS_PREFIX")
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
# No script of ours reads a cookie: the mark is in every form.
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = env_bool("YUANDU_HTTPS_REDIRECT")
SECURE_HSTS_SECONDS = env_int("YUANDU_HSTS_SECONDS", 0)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("YUANDU_BEHIND_PROXY") else None
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "yuandu.kernel.files.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Accounts: django-allauth; accounts are made by administrators, never by sign-up --

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "yuandu.kernel.accounts.views.refused.without_mark"
ACCOUNT_FORMS = {"login": "yuandu.kernel.accounts.forms.SignInForm"}
ACCOUNT_ADAPTER = "yuandu.kernel.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_USER_DISPLAY = str
# Tries are counted in the database, so that they hold across web processes. Whole office
# buildings share an address: the limits an address are wide, the ones an account strict.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key,20/h/key",
    "reset_password": "20/m/ip,3/10m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_tries",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("YUANDU_PROXIES", int(bool(SECURE_PROXY_SSL_HEADER)))
MFA_ADAPTER = "yuandu.kernel.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # telephones' clocks are off by some seconds
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "yuandu.kernel.accounts.adapters.OpenIdAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
# By a link, since the policy that forms go to this site alone would stop the redirect.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
_oidc = {
    "YUANDU_OIDC_URL": env("YUANDU_OIDC_URL"),
    "YUANDU_OIDC_CLIENT_ID": env("YUANDU_OIDC_CLIENT_ID"),
    "YUANDU_OIDC_CLIENT_SECRET": env("YUANDU_OIDC_CLIENT_SECRET"),
}
if any(_oidc.values()):
    if missing := [name for name, value in _oidc.items() if not value]:
        raise ImproperlyConfigured(
            f"Sign-in with OpenID Connect is set up by half: {', '.join(missing)} is missing"
        )
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "city",
            "name": env("YUANDU_OIDC_NAME", "OpenID Connect"),
            "client_id": _oidc["YUANDU_OIDC_CLIENT_ID"],
            "secret": _oidc["YUANDU_OIDC_CLIENT_SECRET"],
            # The provider is the city's own: the addresses it confirms are believed.
            "settings": {
                "server_url": _oidc["YUANDU_OIDC_URL"],
                "verified_email": True,
                "email_authentication": True,
            },
        }
    ]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("YUANDU_LOG_LEVEL", "WARNING")},
}
