/** One configured value, and where it was found, for messages: `stack config alicloud:region`, `environment variable ALICLOUD_REGION`. */
export interface Setting {
  value: string;
  source: string;
}
