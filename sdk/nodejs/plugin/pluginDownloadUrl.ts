/**
 * Place from which Pulumi's engine downloads the plugin if it is not installed. The engine fills in the version.
 * `npm run build:schema` writes the address.
 */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the engine replaces the placeholder.
export const PLUGIN_DOWNLOAD_URL = "https://example.com/pulumi-alicloud-dbs/releases/download/v${VERSION}";
