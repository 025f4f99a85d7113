"""Serves the page, vis-timeline and a dossier to a browser on this machine, and prints what the page has measured.

Usage: serve.py FOLDER-OF-VIS-TIMELINE DOSSIER QUERY BROWSER [ARGUMENT …]
"""

import http.server
import pathlib
import subprocess
import sys
import threading

LONGEST_SECS = 300

vis, dossier, query, *browser = sys.argv[1:]
FILES = {
    "/": (pathlib.Path(__file__).with_name("page.html"), "text/html"),
    "/vis.js": (pathlib.Path(vis, "standalone/umd/vis-timeline-graph2d.min.js"), "text/javascript"),
    "/styles.css": (pathlib.Path(vis, "styles/vis-timeline-graph2d.min.css"), "text/css"),
    "/dossier.json": (pathlib.Path(dossier), "application/json"),
}
heard = threading.Event()
results = []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        file, kind = FILES.get(self.path.split("?")[0], (None, None))
        self.send_response(200 if file else 404)
        if file:
            self.send_header("Content-Type", kind)
        self.end_headers()
        if file:
            self.wfile.write(file.read_bytes())

    def do_POST(self):
        results.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()
        heard.set()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
process = subprocess.Popen([*browser, f"http://127.0.0.1:{server.server_port}/{query}"], stderr=subprocess.DEVNULL)
heard.wait(LONGEST_SECS)
process.terminate()
process.wait()
print("\n".join(results) or f"the page had not drawn after {LONGEST_SECS} s")
