/** Version of this package, for the user agent. A test checks that package.json has the same version. */
export const PACKAGE_VERSION = "0.1.0";
