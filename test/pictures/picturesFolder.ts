import { join } from "node:path";

/** Folder of the pictures. */
export const PICTURES_FOLDER = join(__dirname, "..", "..", "docs", "pictures");
