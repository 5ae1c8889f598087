package io.renwu.cli;

import io.renwu.connector.redis.streams.client.Certificate;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaRight;
import io.renwu.job.kafka.KafkaUser;
import io.renwu.server.KafkaServer;
import io.renwu.server.Lifetime;
import io.renwu.server.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A Kafka that refuses what no ACL allows. It has three listeners: SASL_SSL with SCRAM, mutual TLS,
 * and an open one whose every user is the administrator.
 */
final class SecuredKafka implements AutoCloseable {
  /** A part of every password, and of nothing else. */
  static final String SECRET = "secret-of-";

  private final Path folder;
  private final int scram = Ports.free();
  private final int mutual = Ports.free();
  private final Certificate broker;
  private final Certificate client;
  private final KafkaServer server;

  SecuredKafka(Path folder) throws Exception {
    this.folder = folder;
    broker = Certificate.make(folder, "broker");
    client = Certificate.make(folder, "client");
    int port = Ports.free();
    int controller = Ports.free();
    server =
        new KafkaServer(
            folder.resolve("kafka"),
            settings(port, controller),
            Lifetime.OF_THIS_JVM,
            port,
            controller);
    server.start();
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    for (KafkaUser user : KafkaUser.values()) {
      users.add(
          new UserScramCredentialUpsertion(
              user.word(),
              new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096),
              password(user)));
    }
    try (Admin admin = access().admin()) {
      admin.alterUserScramCredentials(users).all().get();
    }
  }

  private Map<String, String> settings(int port, int controller) throws Exception {
    String listeners =
        "PLAINTEXT://127.0.0.1:%d,SCRAM://127.0.0.1:%d,MUTUAL://127.0.0.1:%d"
            .formatted(port, scram, mutual);
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", listeners);
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SCRAM:SASL_SSL,MUTUAL:SSL,CONTROLLER:PLAINTEXT");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-256");
    settings.put(
        "listener.name.scram.scram-sha-256.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.location", withKey(broker, "broker"));
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", client.certificateFile());
    settings.put("listener.name.mutual.ssl.client.auth", "required");
    settings.put("listener.name.mutual.ssl.principal.mapping.rules", "RULE:^CN=(.*)$/$1/");
    return settings;
  }

  private String withKey(Certificate certificate, String name) throws Exception {
    return Files.writeString(
            folder.resolve(name + "-with-key.pem"),
            Files.readString(Path.of(certificate.keyFile()))
                + Files.readString(Path.of(certificate.certificateFile())))
        .toString();
  }

  /** The address of the open listener. */
  String bootstrapServers() {
    return server.bootstrapServers();
  }

  /** Access as the administrator. */
  KafkaAccess access() {
    return KafkaAccess.of(bootstrapServers());
  }

  static String password(KafkaUser user) {
    return SECRET + user.word();
  }

  /** The settings with which a user logs in. */
  Map<String, String> login(KafkaUser user) throws Exception {
    return login(user, password(user));
  }

  /** The same with another password. */
  Map<String, String> login(KafkaUser user, String password) throws Exception {
    String jaas =
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
            + " password=\"%s\";\n";
    Path file =
        Files.writeString(
            folder.resolve(user.word() + "-" + password.hashCode() + ".jaas"),
            jaas.formatted(user.word(), password));
    Map<String, String> settings = new HashMap<>(trust());
    settings.put("kafka.bootstrap.servers", "127.0.0.1:" + scram);
    settings.put("kafka.client.security.protocol", "SASL_SSL");
    settings.put("kafka.client.sasl.mechanism", "SCRAM-SHA-256");
    settings.put("kafka.client.sasl.jaas.config.file", file.toString());
    return settings;
  }

  /** The settings of mutual TLS; the principal's name is {@code client}. */
  Map<String, String> mutualTls() throws Exception {
    Map<String, String> settings = new HashMap<>(tlsWithoutCertificate());
    settings.put("kafka.client.ssl.keystore.type", "PEM");
    settings.put("kafka.client.ssl.keystore.location", withKey(client, "client"));
    return settings;
  }

  /** The settings of the listener of mutual TLS, without a client certificate. */
  Map<String, String> tlsWithoutCertificate() throws Exception {
    Map<String, String> settings = new HashMap<>(trust());
    settings.put("kafka.bootstrap.servers", "127.0.0.1:" + mutual);
    settings.put("kafka.client.security.protocol", "SSL");
    return settings;
  }

  private Map<String, String> trust() throws Exception {
    return Map.of(
        "kafka.client.ssl.truststore.type",
        "PEM",
        "kafka.client.ssl.truststore.location",
        broker.certificateFile());
  }

  /** The ACL that allows a principal to use a right. */
  static AclBinding acl(String principal, KafkaRight right) {
    boolean cluster = right.resource() == KafkaRight.Resource.CLUSTER;
    return new AclBinding(
        new ResourcePattern(
            ResourceType.fromString(right.resource().name()),
            cluster ? "kafka-cluster" : right.name(),
            right.prefixed() ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + principal,
            "*",
            AclOperation.fromString(right.operation()),
            AclPermissionType.ALLOW));
  }

  @Override
  public void close() {
    server.close();
  }
}
