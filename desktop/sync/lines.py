"""Connections of requests that can be ended from outside."""

import socket
import ssl
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from desktop.sync.reins import Reins


class ReinedAdapter(HTTPAdapter):
    """Every line, to headquarters or to a proxy before it, is held by `reins`; `patience` is between two bytes.

    `tls` is there where the address asks for it: to make it costs a tenth of a small exchange.
    """

    def __init__(self, reins: Reins, tls: ssl.SSLContext | None, patience: float) -> None:
        self._tls, self._pools = tls, _pools(reins, patience)
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, ssl_context=self._tls, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(proxy, ssl_context=self._tls, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(reins: Reins, patience: float) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return reins.caught(super()._new_conn())

        def connect(self) -> None:
            super().connect()
            self.sock.settimeout(patience)  # urllib3 would send with the short one for connecting

    class Secured(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return reins.caught(super()._new_conn())

        def connect(self) -> None:
            super().connect()
            self.sock.settimeout(patience)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecuredPool(HTTPSConnectionPool):
        ConnectionCls = Secured

    return {"http": PlainPool, "https": SecuredPool}
