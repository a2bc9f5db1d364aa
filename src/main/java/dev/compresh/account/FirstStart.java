package dev.compresh.account;

import dev.compresh.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes the first organisation, its owner and a first key, where the store is empty. */
public final class FirstStart {
  static final String OWNER = "owner";
  private static final int PASSWORD = 20;

  private final Database database;
  private final Keys keys;
  private final InstantSource clock;
  private final RandomText random = new RandomText();

  public FirstStart(Database database, Keys keys, InstantSource clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * What was made, to be shown once.
   *
   * @param owner the sign-in, where the owner was made now
   * @param key the first key, where one was made now and not given by the operator
   * @param notes what else an operator should know, one sentence each
   */
  public record Made(Optional<SignIn> owner, Optional<IssuedKey> key, List<String> notes) {}

  /** A name and its password. */
  public record SignIn(String name, String password) {
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
  public Made run(@Nullable String bootstrapKey) {
    if (bootstrapKey != null && !KeyFormat.matches(bootstrapKey)) {
      throw new InvalidField(
          "COMPRESH_BOOTSTRAP_KEY",
          "COMPRESH_BOOTSTRAP_KEY is no key: it takes comp_ and 27 letters or digits.");
    }
    boolean empty = database.read(handle -> Accounts.owner(handle) == null);
    if (!empty && (bootstrapKey == null || present(bootstrapKey))) {
      return new Made(
          Optional.empty(),
          Optional.empty(),
          bootstrapKey == null ? List.of() : warnings(bootstrapKey));
    }
    String password = random.of(PASSWORD);
    String hash = empty ? Passwords.hash(password) : "";
    return keys.change(handle -> make(handle, bootstrapKey, password, hash));
  }

  private Made make(Handle handle, @Nullable String bootstrapKey, String password, String hash) {
    User owner = Accounts.owner(handle);
    boolean first = owner == null;
    if (owner == null) {
      Org org =
          new Org(
              "org_" + random.of(16), "Default", AccountState.ACTIVE, List.of(), clock.instant());
      owner =
          new User(
              "usr_" + random.of(16),
              org.id(),
              OWNER,
              Role.OWNER,
              AccountState.ACTIVE,
              true,
              false,
              clock.instant(),
              null);
      Accounts.insert(handle, org);
      Accounts.insert(handle, owner, hash);
    }
    Optional<IssuedKey> issued = Optional.empty();
    List<String> notes = new ArrayList<>();
    if (bootstrapKey != null) {
      if (keys.issueExact(
          handle, bootstrapKey, owner.orgId(), owner.id(), KeyOptions.named("Bootstrap key"))) {
        notes.add("The API key from COMPRESH_BOOTSTRAP_KEY was added.");
      }
    } else if (first) {
      issued =
          Optional.of(keys.issue(handle, owner.orgId(), owner.id(), KeyOptions.named("First key")));
    }
    return new Made(
        first ? Optional.of(new SignIn(OWNER, password)) : Optional.empty(), issued, notes);
  }

  private boolean present(String key) {
    return keys.find(KeyFormat.id(key)) != null;
  }

  /** Why a bootstrap key whose id is there is not usable, if so. */
  private List<String> warnings(String key) {
    StoredKey stored = keys.find(KeyFormat.id(key));
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
      case REVOKED -> List.of("The key in COMPRESH_BOOTSTRAP_KEY was revoked and stays so.");
    };
  }
}
