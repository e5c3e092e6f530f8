import http, { type RequestListener } from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Socket } from "node:net";
import type { TestCertificate } from "./selfSignedCertificate";

/** A server on 127.0.0.1 that records its connections. */
export interface LocalServer {
  /** `127.0.0.1:port` */
  host: string;
  port: number;
  /** Every accepted connection, in order. */
  connections: Socket[];
  close(): Promise<void>;
}

/** Starts an HTTP server, over TLS if a certificate is given. */
export function httpServer(answer: RequestListener, certificate?: TestCertificate): Promise<LocalServer> {
  const options = { keepAliveTimeout: 60_000 };
  return listen(
    certificate === undefined
      ? http.createServer(options, answer)
      : https.createServer({ ...options, ...certificate }, answer),
  );
}

/** Starts a TCP server that passes each connection to the test. */
export function tcpServer(greet: (socket: Socket) => void): Promise<LocalServer> {
  return listen(net.createServer(greet));
}

/** Starts a server on a free port of 127.0.0.1. */
export async function listen(server: net.Server): Promise<LocalServer> {
  const connections: Socket[] = [];
  server.on("connection", (socket: Socket) => {
    connections.push(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    port,
    connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of connections) socket.destroy();
      }),
  };
}
