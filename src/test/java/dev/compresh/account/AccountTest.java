package dev.compresh.account;

import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A store with one organisation and its owner, and a clock that the test moves. */
@OnEachStore
abstract class AccountTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  static final String BOOTSTRAP = "comp_BootStrap0123456789abcdefgh";

  @TempDir Path folder;
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  final InstantSource clock = now::get;
  Database database;
  KeyDirectory keys;
  LastUse lastUse;
  Authenticator authenticator;
  User owner;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
    keys = new KeyDirectory(database, clock);
    lastUse = new LastUse(database);
    authenticator = new Authenticator(keys, lastUse, clock);
    new Bootstrap(database, keys, clock).run(BOOTSTRAP);
    owner = Objects.requireNonNull(database.<@Nullable User>read(AccountTable::owner));
  }

  @AfterEach
  void close() {
    lastUse.close();
    database.close();
  }

  void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  IssuedKey key(KeyOptions options) {
    return keys.create(owner.orgId(), owner.id(), options);
  }

  IssuedKey key() {
    return key(KeyOptions.named("a key"));
  }
}
