import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The service from which a job of GitHub Actions gets its OIDC tokens. */
export interface TokenServer {
  /** Variables by which GitHub tells a job where the service is. */
  variables: Record<string, string>;
  /** Statuses of the coming answers, in turn. After them, the status is 200. */
  statuses: number[];
  /** Body of a success. */
  body: string;
  /** What was asked: method, path and authorization. */
  asked: string[];
  close(): Promise<void>;
}

/** Starts the service on 127.0.0.1. */
export async function tokenServer(): Promise<TokenServer> {
  const server = createServer(({ method, url, headers }, response) => {
    used.asked.push(`${method} ${url} ${headers.authorization}`);
    response.writeHead(used.statuses.shift() ?? 200).end(used.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const used: TokenServer = {
    variables: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-the-job",
    },
    statuses: [],
    body: JSON.stringify({ value: "a.signed.token" }),
    asked: [],
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return used;
}
