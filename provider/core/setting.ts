/**
 * One configured value and its source. Messages name the source, for example `stack config alicloud:region` or
 * `environment variable ALICLOUD_REGION`.
 */
export interface Setting {
  value: string;
  source: string;
}
