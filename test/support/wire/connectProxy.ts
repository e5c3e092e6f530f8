import http from "node:http";
import net from "node:net";
import { type LocalServer, listen } from "./localServer";

/** A proxy that opens tunnels and records the CONNECT requests. */
export interface ConnectProxy extends LocalServer {
  /** The `host:port` of each request. */
  targets: string[];
  /** The Proxy-Authorization header of each request. */
  authorizations: (string | undefined)[];
}

/**
 * Starts a proxy. All its tunnels lead to the same port of 127.0.0.1, whatever host a request names.
 * @param answer - status code of its answers. 200 opens the tunnel. `silence` sends no answer.
 */
export async function connectProxy(port: number, answer: number | "silence" = 200): Promise<ConnectProxy> {
  const targets: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = http.createServer((_, response) => response.writeHead(500).end("this proxy serves CONNECT only"));
  server.on("connect", (request, socket) => {
    targets.push(request.url ?? "");
    authorizations.push(request.headers["proxy-authorization"]);
    if (answer === "silence") {
      socket.resume().on("end", () => socket.end());
      return;
    }
    if (answer !== 200) {
      socket.end(`HTTP/1.1 ${answer} No\r\ncontent-type: application/json\r\n\r\n{"Code":"NoPermission"}`);
      return;
    }
    const tunnel = net.connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 Connection established\r\n\r\n"));
    tunnel.pipe(socket).pipe(tunnel);
    tunnel.on("error", () => socket.destroy());
    socket.on("error", () => tunnel.destroy());
    socket.on("close", () => tunnel.destroy());
  });
  return { ...(await listen(server)), targets, authorizations };
}
