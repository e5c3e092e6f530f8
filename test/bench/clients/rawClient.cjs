/**
 * The vendor's generic client, as one sets it up without this package.
 * @returns a function of the query that gives one page as it came
 */
exports.rawClient = function rawClient(endpoint) {
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
  return async (query) => (await client.callApi(params, new OpenApiRequest({ query }), {})).body.Data;
};
