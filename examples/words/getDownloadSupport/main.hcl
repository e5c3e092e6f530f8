# Not compiled here; a test checks its names against the schema.
pulumi {
  required_providers {
    alicloud-dbs = {
      source = "pulumi/alicloud-dbs"
    }
  }
}

data "alicloud-dbs_download_support" "answer" {
  instance_name = "rm-bp1example"
}

output "supported" {
  value = data.alicloud-dbs_download_support.answer.supported
}
