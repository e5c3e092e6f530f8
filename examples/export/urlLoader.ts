import * as pulumi from "@pulumi/pulumi";

interface UrlLoaderInputs {
  instanceName: string;
  taskId: string;
  gateId: string;
}

/**
 * Loads an export of type URL. It fetches the link itself: a link is a key to the files, expires, and is another text
 * at each call, so it does not belong among the inputs of a resource.
 */
const provider: pulumi.dynamic.ResourceProvider = {
  async create({ instanceName, taskId, gateId }: UrlLoaderInputs) {
    const { getDownloadUrl } = await import("pulumi-alicloud-dbs");
    const { publicUrl, expired } = await getDownloadUrl({ taskId, instanceName, duration: "1h" });
    if (expired || publicUrl === undefined) throw new Error(`${taskId} has no files any more; start a new export`);
    const response = await fetch(publicUrl);
    // The message of an error must not hold the link.
    if (!response.ok) throw new Error(`${taskId} could not be loaded: HTTP ${response.status}`);
    // Put your own loading here. This one counts the bytes.
    const { byteLength } = await response.arrayBuffer();
    return { id: gateId, outs: { instanceName, taskId, gateId, bytes: byteLength } };
  },
  async diff(_id, olds: UrlLoaderInputs, news: UrlLoaderInputs) {
    const replaces = olds.gateId === news.gateId ? [] : ["gateId"];
    return { changes: replaces.length > 0, replaces };
  },
};

/** The data of one finished export of type URL. */
export class UrlLoader extends pulumi.dynamic.Resource {
  declare readonly bytes: pulumi.Output<number>;

  constructor(name: string, args: { [K in keyof UrlLoaderInputs]: pulumi.Input<UrlLoaderInputs[K]> }) {
    super(provider, name, { ...args, bytes: undefined });
  }
}
