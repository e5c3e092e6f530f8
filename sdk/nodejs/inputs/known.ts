import * as pulumi from "@pulumi/pulumi";

/**
 * Is known when the resources are there, those within components too: in a preview a resource that is yet to be created
 * has no id.
 */
export function known(resources: pulumi.InvokeOutputOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi.output(resources).apply((given) => {
    const list = given === undefined ? [] : Array.isArray(given) ? given : [given];
    return pulumi.all(list.map(there));
  });
}

/** What the SDK keeps on a component: see its `runtime/dependsOn`. */
interface Within {
  __data?: Promise<unknown>;
  __childResources?: Iterable<pulumi.Resource>;
}

function there(resource: pulumi.Resource): pulumi.Output<unknown> {
  if (pulumi.CustomResource.isInstance(resource)) {
    return resource.id;
  }
  // As the SDK's own `dependsOn` does: once a component is constructed, into what stands within it.
  const component = resource as pulumi.Resource & Within;
  return resource.urn
    .apply(async () => void (await component.__data))
    .apply(() => pulumi.all([...(component.__childResources ?? [])].map(there)));
}
