package dev.compresh.alert;

import dev.compresh.account.Principal;
import dev.compresh.audit.AuditEntry;
import dev.compresh.audit.AuditFilter;
import dev.compresh.audit.AuditLog;
import dev.compresh.observe.Metrics;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.StoreEngine;
import dev.compresh.store.seal.Keyring;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Alerts of one process on a real store, with a clock and a receiver that a test sets. */
final class AlertFixture implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final Principal OWNER = Principal.cli("org_a");

  /** A call of a webhook. */
  record ReceivedPost(URI address, Map<String, String> headers, String body) {}

  final AtomicReference<Instant> time;
  final Database database;
  final Metrics metrics = new Metrics();
  final AuditLog auditLog;
  final AlertChannels channels;
  final AlertLog alertLog;
  final AlertDispatcher dispatcher;
  final List<ReceivedPost> posts = new CopyOnWriteArrayList<>();
  final AtomicReference<AlertTransport> receiver =
      new AtomicReference<>((address, headers, body) -> 200);

  AlertFixture(StoreEngine engine, Path folder) {
    this(engine, folder, new AtomicReference<>(NOON));
  }

  AlertFixture(StoreEngine engine, Path folder, AtomicReference<Instant> time) {
    this.time = time;
    try {
      database = engine.open(folder);
    } catch (OpenException e) {
      throw new AssertionError(e);
    }
    auditLog = new AuditLog(database, time::get);
    Keyring keyring = new Keyring(database, "k".repeat(43) + "=", folder.resolve("key"));
    channels = new AlertChannels(database, keyring, auditLog, true, time::get);
    alertLog = new AlertLog(database, auditLog);
    dispatcher =
        new AlertDispatcher(
            database,
            channels,
            new ChannelSender(this::post, MailTransport.NONE, time::get),
            auditLog,
            metrics,
            time::get);
  }

  private int post(URI address, Map<String, String> headers, byte[] body) throws IOException {
    posts.add(new ReceivedPost(address, headers, new String(body, StandardCharsets.UTF_8)));
    return receiver.get().post(address, headers, body);
  }

  AlertChannels.AddedChannel add(ChannelKind kind, String orgId, AlertKind... kinds) {
    return channels.add(
        OWNER,
        new ChannelDraft(
            orgId, kind, "on call", "https://hooks.example.com/secret-path", "", Set.of(kinds)));
  }

  static AlertFinding finding(String orgId, AlertKind kind, String period) {
    return new AlertFinding(orgId, kind, "subject", period, "Something <is> wrong & was found.");
  }

  boolean raise(AlertFinding finding) {
    return alertLog.raise(finding, time.get());
  }

  void pass(Duration duration) {
    time.updateAndGet(now -> now.plus(duration));
  }

  List<String> audited() {
    return auditLog.list(new AuditFilter(null, null, null, null, null, null, null), 100).stream()
        .map(AuditEntry::action)
        .toList();
  }

  @Override
  public void close() {
    database.close();
  }
}
