import { PolicyPack } from "@pulumi/policy";
import { exportPolicies } from "./exportPolicies";

new PolicyPack("exports", { enforcementLevel: "mandatory", policies: exportPolicies });
