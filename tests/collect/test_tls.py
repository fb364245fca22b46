import shutil
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.collect import connect
from tests.collect.conftest import QUICK, StartNight
from tests.collect.site import raw_site

needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="the openssl command makes the certificate"
)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for 127.0.0.1 that nobody trusts, in one file."""
    both = tmp_path / "both.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    made += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made += ["-keyout", str(both), "-out", str(tmp_path / "cert.pem")]
    subprocess.run(made, check=True, capture_output=True)
    both.write_text(both.read_text() + (tmp_path / "cert.pem").read_text())
    return both


@pytest.fixture
def secure_host(certificate: Path) -> str:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/a" else 404)
            self.send_header("Content-Length", "4")
            self.end_headers()
            self.wfile.write(b"page")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"127.0.0.1:{server.server_port}"


@needs_openssl
def test_a_page_comes_over_tls_when_the_certificate_is_trusted(
    start_night: StartNight, secure_host: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(connect, "tls_context", lambda tls: trusting)
    night = start_night(secure_host)
    assert night.get(f"https://{secure_host}/a").body == b"page"
    assert night.captures[-1].error is None


@needs_openssl
def test_a_certificate_that_nobody_vouches_for_is_refused(
    start_night: StartNight, secure_host: str
) -> None:
    night = start_night(secure_host)
    night.get(f"https://{secure_host}/a", "listing")
    assert [c.error for c in night.captures] == ["tls", "host_down"]


def test_a_handshake_that_drips_is_cut(start_night: StartNight) -> None:
    def drip(line: socket.socket, path: str) -> None:
        line.sendall(b"\x16\x03\x03\x40\x00")
        while True:
            time.sleep(0.1)
            line.sendall(b"\x00")

    with raw_site(drip) as host:
        night = start_night(host, limits=replace(QUICK, retries=0, response_seconds=0.6))
        began = time.monotonic()
        night.get(f"https://{host}/a", "listing")
        assert time.monotonic() - began < 2.5
    assert night.captures[0].error == "timeout"


def test_legacy_admits_old_servers_but_still_verifies() -> None:
    usual, legacy = connect.tls_context(None), connect.tls_context("legacy")
    assert legacy.minimum_version < usual.minimum_version
    assert legacy.options & connect.OP_LEGACY_SERVER_CONNECT
    assert len(legacy.get_ciphers()) >= len(usual.get_ciphers())
    for context in (usual, legacy):
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname
