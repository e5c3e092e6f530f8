import * as pulumi from "@pulumi/pulumi";

/** Dynamic provider that records when its resource was created. */
const PROVIDER = 'exports.handler=()=>({create:async(i)=>({id:"marker",outs:{...i,createdAt:Date.now()}})})';

/** A resource that depends on a gate, as a user's loader would. */
export class Marker extends pulumi.CustomResource {
  declare readonly createdAt: pulumi.Output<number>;

  constructor(name: string, inputs: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super("pulumi-nodejs:dynamic/test:Marker", name, { __provider: PROVIDER, createdAt: undefined, ...inputs }, opts);
  }
}
