"""The local web application: paste a link, text or a file, watch the steps go by, read the report; browse the library."""

from reportedly.web.app import create_app
from reportedly.web.bookmarklet import bookmark_token
from reportedly.web.desk import Desk
from reportedly.web.server import serve
from reportedly.web.settings import WebSettings, is_loopback

__all__ = ["Desk", "WebSettings", "bookmark_token", "create_app", "is_loopback", "serve"]
