/**
 * Sets up the vendor's generic client, as a user would without this package.
 * @returns a function that takes a query and returns the data of one page, unchanged
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
