import * as pulumi from "@pulumi/pulumi";

/**
 * Returns an output that is known once the resources exist, including those inside components. In a preview, a resource
 * that has yet to be created has no id.
 */
export function known(resources: pulumi.InvokeOutputOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi.output(resources).apply((given) => {
    const list = Array.isArray(given) ? given : [given ?? []].flat();
    return pulumi.all(list.map(onceCreated));
  });
}

/** Fields that the SDK keeps on a component; see its `runtime/dependsOn`. */
interface ComponentFields {
  __data?: Promise<unknown>;
  __childResources?: Iterable<pulumi.Resource>;
}

function onceCreated(resource: pulumi.Resource): pulumi.Output<unknown> {
  if (pulumi.CustomResource.isInstance(resource)) {
    return resource.id;
  }
  // Like the SDK's own `dependsOn`: wait until the component is constructed, then descend into its children.
  const component = resource as pulumi.Resource & ComponentFields;
  return resource.urn
    .apply(async () => void (await component.__data))
    .apply(() => pulumi.all([...(component.__childResources ?? [])].map(onceCreated)));
}
