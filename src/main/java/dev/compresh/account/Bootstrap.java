package dev.compresh.account;

import dev.compresh.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes the first organisation, its owner and a first key, where the store is empty. */
public final class Bootstrap {
  static final String OWNER = "owner";
  private static final int PASSWORD = 20;

  private final Database database;
  private final KeyDirectory keyDirectory;
  private final InstantSource clock;
  private final RandomText random = new RandomText();

  public Bootstrap(Database database, KeyDirectory keyDirectory, InstantSource clock) {
    this.database = database;
    this.keyDirectory = keyDirectory;
    this.clock = clock;
  }

  /**
   * The created accounts and keys, to be shown once.
   *
   * @param owner the sign-in, where the owner was made now
   * @param key the first key, where one was made now and not given by the operator
   * @param notes what else an operator should know, one sentence each
   */
  public record BootstrapResult(
      Optional<InitialSignIn> owner, Optional<IssuedKey> key, List<String> notes) {}

  /** A name and its password. */
  public record InitialSignIn(String name, String password) {
    @Override
    public String toString() {
      return "SignIn[" + name + "]";
    }
  }

  /**
   * Runs at every start.
   *
   * @param bootstrapKey the very key to have, null for a random one on first start only
   * @throws InvalidField where the bootstrap key is no key
   */
  public BootstrapResult run(@Nullable String bootstrapKey) {
    if (bootstrapKey != null && !KeyFormat.matches(bootstrapKey)) {
      throw new InvalidField(
          "COMPRESH_BOOTSTRAP_KEY",
          "COMPRESH_BOOTSTRAP_KEY is not a valid API key. Set it to comp_ followed by 27 letters or digits.");
    }
    boolean empty = database.read(handle -> AccountTable.owner(handle) == null);
    if (!empty && (bootstrapKey == null || present(bootstrapKey))) {
      return new BootstrapResult(
          Optional.empty(),
          Optional.empty(),
          bootstrapKey == null ? List.of() : warnings(bootstrapKey));
    }
    String password = random.generate(PASSWORD);
    String hash = empty ? PasswordRules.hash(password) : "";
    return keyDirectory.change(handle -> make(handle, bootstrapKey, password, hash));
  }

  private BootstrapResult make(
      Handle handle, @Nullable String bootstrapKey, String password, String hash) {
    User owner = AccountTable.owner(handle);
    boolean first = owner == null;
    if (owner == null) {
      Organization organization =
          new Organization(
              "org_" + random.generate(16),
              "Default",
              AccountState.ACTIVE,
              List.of(),
              clock.instant());
      owner =
          new User(
              "usr_" + random.generate(16),
              organization.id(),
              OWNER,
              Role.OWNER,
              AccountState.ACTIVE,
              true,
              false,
              clock.instant(),
              null);
      AccountTable.insert(handle, organization);
      AccountTable.insert(handle, owner, hash);
    }
    Optional<IssuedKey> issued = Optional.empty();
    List<String> notes = new ArrayList<>();
    if (bootstrapKey != null) {
      if (keyDirectory.issueExact(
          handle, bootstrapKey, owner.orgId(), owner.id(), KeyOptions.named("Bootstrap key"))) {
        notes.add("The API key from COMPRESH_BOOTSTRAP_KEY was added.");
      }
    } else if (first) {
      issued =
          Optional.of(
              keyDirectory.issue(handle, owner.orgId(), owner.id(), KeyOptions.named("First key")));
    }
    return new BootstrapResult(
        first ? Optional.of(new InitialSignIn(OWNER, password)) : Optional.empty(), issued, notes);
  }

  private boolean present(String key) {
    return keyDirectory.find(KeyFormat.id(key)) != null;
  }

  /** Why a bootstrap key whose id is there is not usable, if so. */
  private List<String> warnings(String key) {
    StoredKey stored = keyDirectory.find(KeyFormat.id(key));
    if (stored == null) {
      return List.of();
    }
    if (!java.security.MessageDigest.isEqual(stored.hash(), KeyFormat.hash(key))) {
      return List.of(
          "COMPRESH_BOOTSTRAP_KEY was not added: another key has the same first nine characters.");
    }
    return switch (stored.key().state()) {
      case ACTIVE -> List.of();
      case DEACTIVATED -> List.of("The key in COMPRESH_BOOTSTRAP_KEY is deactivated.");
      case REVOKED ->
          List.of(
              "The key in COMPRESH_BOOTSTRAP_KEY was revoked and stays revoked. Set another key.");
    };
  }
}
