#!/usr/bin/env python3
"""validate.py SCHEMA FILE…: whether every document of kinds that the schema knows obeys it. Needs python3-yaml and python3-jsonschema."""
import json
import sys

import jsonschema
import yaml

KINDS = ("Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow", "WorkflowEventBinding")


def main(schema_file, files):
    with open(schema_file, encoding="utf-8") as f:
        schema = json.load(f)
    documents = failed = 0
    for name in files:
        with open(name, encoding="utf-8") as f:
            for index, document in enumerate(yaml.safe_load_all(f), 1):
                if not isinstance(document, dict) or document.get("kind") not in KINDS:
                    continue
                documents += 1
                kind = {"$schema": schema["$schema"], "definitions": schema["definitions"], "$ref": "#/definitions/io.argoproj.workflow.v1alpha1." + document["kind"]}
                for error in sorted(jsonschema.validators.validator_for(kind)(kind).iter_errors(document), key=lambda e: list(map(str, e.path))):
                    failed += 1
                    print(f"{name}, document {index}, {'.'.join(map(str, error.path))}: {error.message[:200]}")
    print(f"{documents} documents, {failed} problems")
    return 1 if failed or not documents else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
