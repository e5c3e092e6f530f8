import { SCHEMA, WORDS } from "./readSchema";

/** The languages whose programs are not compiled here. */
export type UncompiledLanguage = "csharp" | "java" | "hcl";

/** Names that a program uses of this package. */
interface UsedNames {
  types: string[];
  properties: string[];
}

/** How a program in each language names a word, a type, an argument and an output. */
const NAMES: Record<UncompiledLanguage, (program: string) => UsedNames> = {
  csharp: (program) => ({
    types: matches(program, /Dbs\.(?:Inputs\.)?(\w+)/g).concat(matches(program, /Dbs\.(?:\w+)\.([A-Z]\w+)/g)),
    properties: [
      ...matches(program, /^ +(\w+) = /gm),
      ...matches(program, /(?<!["\w.-])(?:\w*[tT]ask|ready|gate|list|links|result)\.(\w+)/g),
    ],
  }),
  java: (program) => ({
    types: [
      ...matches(program, /^import com\.pulumi\.aliclouddbs\.(?:\w+\.)?(\w+);/gm),
      ...matches(program, /AliclouddbsFunctions\.(\w+)/g),
    ],
    properties: [
      ...matches(program, /^ +\.(\w+)\(/gm),
      ...matches(program, /(?<!["\w.-])(?:\w*[tT]ask|ready|gate|list|links|result)\.(\w+)\(\)/g),
    ],
  }),
  hcl: (program) => ({
    types: matches(program, /^(?:resource|data) "(alicloud-dbs_\S+)"/gm),
    properties: [
      ...matches(program, /^ +(\w+) += /gm),
      ...matches(program, /alicloud-dbs_\w+\.[\w-]+\.(\w+)/g),
      ...matches(program, /^provider "alicloud-dbs" \{\n +(\w+)/gm),
    ],
  }),
};

/** Names in the programs that are the language's, Pulumi's or the program's own. */
const OWN = new Set([
  ...["CustomTimeouts", "Create", "build", "customTimeouts", "create", "source", "value", "sensitive", "version"],
  ...["AliclouddbsFunctions", "Inputs", "DependsOn", "dependsOn", "depends_on", "Provider", "provider"],
]);

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, "");
const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const camel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}

/** Returns every name of an argument and an output that these words have, in the form of a language. */
function knownProperties(words: readonly string[], language: UncompiledLanguage): Set<string> {
  const ofWords = words.flatMap((word) => [
    ...Object.keys(WORDS[word]?.inputs ?? {}),
    ...Object.keys(WORDS[word]?.outputs ?? {}),
  ]);
  const ofTypes = Object.values(SCHEMA.types).flatMap(({ properties = {} }) => Object.keys(properties));
  const names = [...ofWords, ...ofTypes, ...Object.keys(SCHEMA.provider.inputProperties)];
  return new Set(names.map({ hcl: snake, csharp: pascal, java: camel }[language]));
}

/** Returns every name of these words, of a type and of an enum's value, in the form of a language. */
function knownTypes(words: readonly string[], language: UncompiledLanguage): Set<string> {
  if (language === "hcl") return new Set(words.map((word) => `alicloud-dbs_${snake(word).replace(/^get_/, "")}`));
  const types = Object.entries(SCHEMA.types).flatMap(([token, { enum: values = [] }]) => [
    token.split(":")[2] ?? "",
    ...values.map((value) => value.name),
  ]);
  const names = [...words.map((word) => (language === "csharp" ? pascal(word) : word)), "Provider", ...types];
  return new Set([...names, "Invoke", ...[...words.map(pascal), "Provider", ...types].map((type) => `${type}Args`)]);
}

/** Returns the names of this package that a program uses, without names that are the language's or Pulumi's. */
export function usedNames(program: string, language: UncompiledLanguage): UsedNames {
  const { types, properties } = NAMES[language](program);
  return {
    types: types.filter((name) => !OWN.has(name)),
    properties: properties.filter((name) => !OWN.has(name)),
  };
}

/** Returns the names that a program uses and that the schema does not have for these words. */
export function unknownNames(program: string, language: UncompiledLanguage, words: readonly string[]): string[] {
  const { types, properties } = usedNames(program, language);
  const [known, knownOf] = [knownTypes(words, language), knownProperties(words, language)];
  return [...types.filter((name) => !known.has(name)), ...properties.filter((name) => !knownOf.has(name))];
}
