/*
 * What one writes without this package: a sequential loop over the pages, with the vendor's generic client.
 * usage: raw.cjs HOST:PORT TIMES
 */
const { inProgram, report } = require("./report.cjs");

async function main() {
  const [endpoint, times] = process.argv.slice(2);
  inProgram();
  const { default: Client, Config, OpenApiRequest, Params } = require("@alicloud/openapi-client");
  const keys = { accessKeyId: "key", accessKeySecret: "secret" };
  const client = new Client(new Config({ ...keys, endpoint, protocol: "HTTP" }));
  const params = new Params({
    action: "DescribeDownloadTask",
    version: "2021-01-01",
    protocol: "HTTP",
    pathname: "/",
    method: "POST",
    authType: "AK",
    style: "RPC",
    reqBodyType: "json",
    bodyType: "json",
  });
  await report(Number(times), async () => {
    const tasks = [];
    for (let page = 1; ; page++) {
      const query = { RegionCode: "cn-hangzhou", InstanceName: "rm-1", PageSize: "100", CurrentPage: String(page) };
      const { body } = await client.callApi(params, new OpenApiRequest({ query }), {});
      tasks.push(...body.Data.Content.List);
      if (page >= Number(body.Data.TotalPages)) return tasks.length;
    }
  });
}

void main();
