import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawPictures } from "./drawPictures";
import { PICTURES_FOLDER } from "./picturesFolder";

/** Writes the pictures of the documentation from runs of the real CLI. */
async function main(): Promise<void> {
  console.log("running the CLI against the offline service (about half a minute) …");
  const pictures = await drawPictures();
  rmSync(PICTURES_FOLDER, { recursive: true, force: true });
  mkdirSync(PICTURES_FOLDER, { recursive: true });
  for (const [name, content] of Object.entries(pictures)) {
    writeFileSync(join(PICTURES_FOLDER, name), content);
    console.log(`docs/pictures/${name}: ${content.length} characters`);
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
