# Not compiled here; a test checks its names against the schema.
pulumi {
  required_providers {
    alicloud-dbs = {
      source = "pulumi/alicloud-dbs"
    }
  }
}

data "alicloud-dbs_download_url" "link" {
  task_id       = "dt-orders"
  instance_name = "rm-bp1example"
  duration      = "30m"
}

# A secret output of the stack, for a step after the update: `pulumi stack output url --show-secrets`.
output "url" {
  value     = data.alicloud-dbs_download_url.link.public_url
  sensitive = true
}
