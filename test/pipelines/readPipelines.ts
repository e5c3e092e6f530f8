import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type JsonObject, objectAt, textAt } from "./jsonObject";

/** Folder of the pipelines and of the scripts that they run. */
export const PIPELINES = join(__dirname, "../../examples/pipelines");

/** One job of a pipeline, whatever the product calls it. */
export interface PipelineJob {
  file: "github.yml" | "gitlab.yml" | "flow.yml";
  /** Name of the job, with hyphens. */
  name: string;
  /** Minutes after which the pipeline ends the job. */
  limit: number;
  /** The shell of each step, in their order. A step that calls an action has none. */
  shells: string[];
}

/** Returns a pipeline as it was parsed. */
export function readPipeline(file: PipelineJob["file"]): JsonObject {
  return objectAt({ [file]: parse(readFileSync(join(PIPELINES, file), "utf8")) }, file);
}

/** Returns the pipeline for Flow with all of its stages, also those that are commented out. */
export function readWholeFlow(): JsonObject {
  const text = readFileSync(join(PIPELINES, "flow.yml"), "utf8");
  return objectAt({ flow: parse(text.replace(/^ {2}# (?=# | |\w+:$)/gm, "  ")) }, "flow");
}

/** Returns the names of GitLab's jobs: the keys of the file that are not keywords. */
export function gitlabJobNames(pipeline: JsonObject): string[] {
  return Object.keys(pipeline).filter((key) => !["stages", "variables", "default"].includes(key));
}

/** Returns the jobs of the three pipelines. */
export function readPipelineJobs(): PipelineJob[] {
  const github = objectAt(readPipeline("github.yml"), "jobs");
  const gitlab = readPipeline("gitlab.yml");
  const stages = objectAt(readWholeFlow(), "stages");
  return [
    ...Object.keys(github).map((name): PipelineJob => {
      const job = objectAt(github, name);
      const steps = job.steps as JsonObject[];
      const shells = steps.filter((step) => "run" in step).map((step) => textAt(step, "run"));
      return { file: "github.yml", name, limit: Number(job["timeout-minutes"]), shells };
    }),
    ...gitlabJobNames(gitlab).map((name): PipelineJob => {
      const job = objectAt(gitlab, name);
      const limit = Number(/^(\d+) minutes$/.exec(textAt(job, "timeout"))?.[1]);
      // GitLab runs the lines of a job in one shell.
      const lines = [objectAt(gitlab, "default").before_script, job.script] as string[][];
      return { file: "gitlab.yml", name, limit, shells: lines.map((each) => each.join("\n")) };
    }),
    ...Object.keys(stages).flatMap((stage) => {
      const jobs = objectAt(objectAt(stages, stage), "jobs");
      return Object.keys(jobs).map((id): PipelineJob => {
        const job = objectAt(jobs, id);
        const steps = objectAt(job, "steps");
        const shells = Object.keys(steps).map((step) => textAt(objectAt(objectAt(steps, step), "with"), "run"));
        return { file: "flow.yml", name: id.replaceAll("_", "-"), limit: Number(job.timeoutMinutes), shells };
      });
    }),
  ];
}
