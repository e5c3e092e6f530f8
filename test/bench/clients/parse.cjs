/*
 * Measures the least memory that a list can take: parses all its bodies and keeps them.
 * usage: parse.cjs HOST:PORT TIMES
 */
const http = require("node:http");
const { inProgram, report } = require("./report.cjs");

const agent = new http.Agent({ keepAlive: true });

function get(url) {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
      })
      .on("error", reject);
  });
}

async function main() {
  const [host, times] = process.argv.slice(2);
  inProgram();
  await report(Number(times), async () => {
    const bodies = [];
    for (let page = 1; ; page++) {
      const body = await get(`http://${host}/?PageSize=100&CurrentPage=${page}`);
      bodies.push(body);
      if (page >= Number(body.Data.TotalPages)) {
        return bodies.reduce((sum, { Data }) => sum + Data.Content.List.length, 0);
      }
    }
  });
  agent.destroy();
}

void main();
