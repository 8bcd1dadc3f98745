"""nginx on a free loopback port, which logs its requests and the bytes that it sends."""

import os
import subprocess
import time
import urllib.error
import urllib.request

from served import free_port

CONFIG = """daemon off;
master_process off;
pid {work}/nginx.pid;
error_log {work}/nginx.log;
events {{}}
http {{
	log_format ranges '$request_uri|$http_range|$status|$bytes_sent';
	access_log {work}/access.log ranges;
	default_type application/octet-stream;
	client_body_temp_path {work}/nginx; proxy_temp_path {work}/nginx; fastcgi_temp_path {work}/nginx;
	uwsgi_temp_path {work}/nginx; scgi_temp_path {work}/nginx;
	server {{
		listen 127.0.0.1:{port};
		root {work}/root;
		location /few/ {{ alias {work}/root/; max_ranges 1; }}
		location /none/ {{ alias {work}/root/; max_ranges 0; }}
		location /bare/ {{ alias {work}/root/; etag off; }}
		location /moved/ {{ rewrite ^/moved/(.*)$ /$1 redirect; }}
	}}
}}
"""


class Nginx:
	"""with Nginx(work) as nginx: ... nginx.url serves the folder root in work, which is an absolute path."""

	def __init__(self, work):
		self.work = work
		self.log = os.path.join(work, "access.log")

	def __enter__(self):
		self.port = free_port()
		self.url = "http://127.0.0.1:%d/" % self.port
		path = os.path.join(self.work, "nginx.conf")
		with open(path, "w", encoding="utf-8") as file:
			file.write(CONFIG.format(work=self.work, port=self.port))
		self.process = subprocess.Popen(["nginx", "-c", path, "-p", self.work], stdin=subprocess.DEVNULL,
						stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
		for _ in range(200):
			try:
				urllib.request.urlopen(self.url + "none/nothing", timeout=1)
			except urllib.error.HTTPError:
				return self
			except OSError:
				time.sleep(0.05)
		self.__exit__()
		raise RuntimeError("nginx does not start")

	def __exit__(self, *_):
		self.process.terminate()
		self.process.wait(20)

	def forget(self):
		"""The number of requests so far."""
		open(self.log, "w", encoding="utf-8").close()

	def asked(self):
		"""The requests since then: (name, range, status, bytes sent), including headers."""
		time.sleep(0.05)
		with open(self.log, encoding="utf-8") as file:
			rows = [line.rstrip("\n").split("|") for line in file]
		return [(row[0].rsplit("/", 1)[-1], row[1], int(row[2]), int(row[3])) for row in rows]
