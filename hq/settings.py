"""Django's settings. Everything that differs between machines comes from the environment (docs/cli-hq.md)."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from hq import places
from hq.identity import derived

_HERE = Path(__file__).resolve().parent


def _database(url: str | None) -> dict[str, object]:
    parts = urlsplit(url or "postgresql:///madoguchi_hq")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,  # as long as the thread that uses it (hq/web.py)
        "CONN_HEALTH_CHECKS": True,
        # The receipt says "durably stored", whatever the server's default is. A nation's visitors of a year are told
        # apart in memory, not in files: that halves a report (docs/adr/0087-finished-totals.md). What takes a tenth of
        # a second is not compiled for one (docs/adr/0095-pages-are-counted-for-all-and-seen-in-a-browser.md).
        "OPTIONS": {"options": "-c synchronous_commit=on -c work_mem=64MB -c jit=off"},
    }


DATABASES = {"default": _database(places.database_url() or places.PRIVATE.url)}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "hq.records",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hq.portal.headers.PolicyMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "portal" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "hq.portal.language.language",
                "hq.portal.reach.reader",
            ],
            "libraries": {"words": "hq.portal.tags"},
        },
    }
]
ROOT_URLCONF = "hq.urls"
SECRET_KEY = derived("cookies").hex()
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *places.host_names()]
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"
LANGUAGE_CODE = "ja"
USE_I18N = False
# A form, perhaps of somebody who is not signed in. Files go to the disk, exchanges are read apart (hq/api/views.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
STATIC_URL = "/static/"
STATIC_ROOT = _HERE / "portal" / "static"
CSRF_FAILURE_VIEW = "hq.portal.faults.refused"
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# A trusted proxy ends TLS before us, so browsers come by https and cookies need not travel otherwise.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = places.trusted_proxy() is not None
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in places.host_names() if places.trusted_proxy()]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if places.trusted_proxy() else None
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # What anybody typed as an address or a host, signed in or not, is no line of a log; what broke is.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
