"""A loopback server that supports ranges, logs its requests, and misbehaves on request."""

import email.utils
import hashlib
import http.server
import re
import socket
import ssl
import threading

BOUNDARY = "a-boundary"


class Request:
	"""One request, and the ways to answer it."""

	def __init__(self, site, handler):
		self.site, self.handler = site, handler
		self.path = handler.path
		self.name = handler.path.rsplit("/", 1)[-1]
		self.asked = self.range = handler.headers.get("Range")
		self.headers = handler.headers
		self.bytes = site.files.get(self.name)
		self.is_pack = self.name.endswith(".satchel")
		self.number = len([one for one in site.log if one[0] == self.name])

	def spans(self):
		"""The requested ranges: pairs of first and last byte."""
		if not self.range:
			return []
		return [(int(a), min(int(b), len(self.bytes) - 1)) for a, b in re.findall(r"(\d+)-(\d+)", self.range)]

	def tag(self):
		return '"%s"' % hashlib.sha256(self.bytes).hexdigest()[:16]

	def send(self, status, headers=(), body=b"", cut=None, length=None, pause=None):
		"""cut: break the connection after this many bytes of the body. length: the value of Content-Length; False to omit it.
		pause: a function called after every few bytes, in which to stall."""
		handler = self.handler
		headers = dict(headers)
		handler.send_response(status)
		if length is not False:
			handler.send_header("Content-Length", str(len(body) if length is None else length))
		else:
			handler.close_connection = True
			handler.send_header("Connection", "close")
		for name, value in headers.items():
			if value is not None:
				handler.send_header(name, value)
		handler.end_headers()
		whole = body if cut is None else body[:cut]
		self.site.log.append((self.name, self.asked or "", status, len(whole)))
		try:
			if pause:
				for at in range(0, len(whole), 256):
					handler.wfile.write(whole[at:at + 256])
					handler.wfile.flush()
					pause(len(whole[at:at + 256]))
			else:
				handler.wfile.write(whole)
			handler.wfile.flush()
		except OSError:
			handler.close_connection = True
		if cut is not None or (length and length > len(body)):
			handler.close_connection = True

	def good(self, headers=(), **how):
		"""Answers correctly."""
		if self.bytes is None:
			return self.send(404, {}, b"<html>not here</html>")
		all_headers = {"ETag": self.tag(), "Last-Modified": email.utils.formatdate(1700000000, usegmt=True)}
		all_headers.update(dict(headers))
		match = self.headers.get("If-Match")
		if match and match != all_headers["ETag"]:
			return self.send(412)
		spans = self.spans()
		if not spans:
			return self.send(200, all_headers, self.bytes, **how)
		if any(a > b for a, b in spans):
			return self.send(416, {"Content-Range": "bytes */%d" % len(self.bytes)})
		if len(spans) == 1:
			a, b = spans[0]
			all_headers.setdefault("Content-Range", "bytes %d-%d/%d" % (a, b, len(self.bytes)))
			return self.send(206, all_headers, self.bytes[a:b + 1], **how)
		all_headers.setdefault("Content-Type", "multipart/byteranges; boundary=" + BOUNDARY)
		return self.send(206, all_headers, multipart(self.bytes, spans), **how)


def multipart(whole, spans, size=None):
	parts = [b"\r\n--%s\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes %d-%d/%d\r\n\r\n%s"
		 % (BOUNDARY.encode(), a, b, size or len(whole), whole[a:b + 1]) for a, b in spans]
	return b"".join(parts) + b"\r\n--%s--\r\n" % BOUNDARY.encode()


class Server(http.server.ThreadingHTTPServer):
	daemon_threads = True

	def handle_error(self, request, client_address):
		"""Clients that disconnect are expected in these tests."""


class Site:
	"""with Site(files, answer) as site: ... site.url"""

	def __init__(self, files, answer=Request.good, tls=None):
		self.files, self.answer, self.log = dict(files), answer, []
		site = self

		class Handler(http.server.BaseHTTPRequestHandler):
			protocol_version = "HTTP/1.1"
			disable_nagle_algorithm = True

			def do_GET(self):
				site.answer(Request(site, self))

			def log_message(self, *_):
				pass

		self.server = Server(("127.0.0.1", 0), Handler)
		scheme = "http"
		if tls:
			context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
			context.load_cert_chain(tls)
			self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
			scheme = "https"
		self.url = "%s://localhost:%d/" % (scheme, self.server.server_address[1])
		if not tls:
			self.url = self.url.replace("localhost", "127.0.0.1")

	def __enter__(self):
		self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
		self.thread.start()
		return self

	def __exit__(self, *_):
		self.server.shutdown()
		self.server.server_close()

	def packs(self):
		"""The requests for packs: ranges, statuses and bytes sent."""
		return [one[1:] for one in self.log if one[0].endswith(".satchel")]

	def bytes(self):
		return sum(one[3] for one in self.log)


def free_port():
	with socket.socket() as one:
		one.bind(("127.0.0.1", 0))
		return one.getsockname()[1]
