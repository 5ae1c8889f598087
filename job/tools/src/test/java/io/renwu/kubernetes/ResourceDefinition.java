package io.renwu.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The operator's definition of a FlinkDeployment as a JSON Schema. Unknown fields are violations,
 * because Kubernetes would drop them silently.
 */
final class ResourceDefinition {
  private static final String FILE = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private static final String KEEPS_UNKNOWN = "x-kubernetes-preserve-unknown-fields";

  private final JsonSchema schema;

  private ResourceDefinition(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * The definition of the release on the class path, with a further Flink version: the release is
   * older than Flink 2.
   */
  static ResourceDefinition withFlinkVersion(String version) throws IOException {
    JsonNode definition;
    try (InputStream in = ResourceDefinition.class.getResourceAsStream(FILE)) {
      definition = new YAMLMapper().readTree(in);
    }
    ObjectNode schema =
        (ObjectNode)
            definition.path("spec").path("versions").path(0).path("schema").path("openAPIV3Schema");
    schema.withArray("/properties/spec/properties/flinkVersion/enum").add(version);
    strict(schema);
    // Every resource has these; definitions leave them out.
    ObjectNode properties = (ObjectNode) schema.path("properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties.putObject("metadata").put("type", "object");
    return new ResourceDefinition(
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema));
  }

  private static void strict(JsonNode schema) {
    if (schema.has("properties")) {
      schema.path("properties").forEach(ResourceDefinition::strict);
      if (!schema.path(KEEPS_UNKNOWN).asBoolean() && !schema.has("additionalProperties")) {
        ((ObjectNode) schema).put("additionalProperties", false);
      }
    }
    if (schema.path("additionalProperties").isObject()) {
      strict(schema.path("additionalProperties"));
    }
    if (schema.path("items").isObject()) {
      strict(schema.path("items"));
    }
  }

  /** The violations of a resource. */
  Set<String> violations(JsonNode resource) {
    return schema.validate(resource).stream()
        .map(ValidationMessage::getMessage)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
