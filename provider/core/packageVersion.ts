/** Version of this package, for the user agent and the plugin. `npm run build:schema` writes that of package.json. */
export const PACKAGE_VERSION = "0.1.0";
