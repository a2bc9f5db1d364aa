package dev.compresh.account;

import dev.compresh.audit.AuditLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * API keys as people administer them: members their own, admins all of their organisation. What is
 * out of the caller's reach is as if it were not there. Every change has its line in the audit log,
 * and is seen by all instances within a second.
 */
public final class KeyAdmin {
  private final KeyDirectory keyDirectory;
  private final AuditLog auditLog;
  private final IntSupplier limit;

  /**
   * Over {@code keys}.
   *
   * @param limit requests per minute of keys without their own, 0 for none; members can't exceed it
   */
  public KeyAdmin(KeyDirectory keyDirectory, AuditLog auditLog, IntSupplier limit) {
    this.keyDirectory = keyDirectory;
    this.auditLog = auditLog;
    this.limit = limit;
  }

  /** More to be done in the transaction of a change, such as setting a budget. */
  @FunctionalInterface
  public interface KeyChangeExtension {
    KeyChangeExtension NOTHING = (_, _) -> Map.of();

    /** Returns what was done, for the audit log. */
    Map<String, String> apply(Handle handle, ApiKey key);
  }

  /**
   * A change of a key.
   *
   * @param options what can be chosen, made of what is
   * @param active whether it is served; null leaves it as it is
   */
  public record KeyEdit(
      UnaryOperator<KeyOptions> options, @Nullable Boolean active, KeyChangeExtension also) {}

  /**
   * Makes a key.
   *
   * @param userId whose it is, in the caller's organisation
   * @throws InvalidField where there is no such user
   * @throws DeniedException where a member makes one for somebody else, or one beyond the usual
   *     limit, or an admin makes one for an owner
   */
  public IssuedKey create(
      Principal by, String userId, KeyOptions options, KeyChangeExtension keyChangeExtension) {
    if (!by.seesAll() && !userId.equals(by.userId())) {
      throw DeniedException.rights("Members can create keys only for themselves.");
    }
    if (!by.seesAll()) {
      MemberKeyRestrictions.check(options, limit.getAsInt());
    }
    return keyDirectory.change(
        handle -> {
          User user = AccountTable.user(handle, userId);
          if (user == null
              || !user.orgId().equals(by.orgId())
              || user.state() != AccountState.ACTIVE) {
            throw new InvalidField("user_id", "No active user has this id.");
          }
          unlessOwners(by, user);
          IssuedKey issued = keyDirectory.issue(handle, by.orgId(), userId, options);
          Map<String, String> detail = shown(options);
          detail.put("user", user.name());
          detail.putAll(keyChangeExtension.apply(handle, issued.key()));
          record(handle, by, "key.create", issued.key(), detail);
          return issued;
        });
  }

  /**
   * Keys, newest first.
   *
   * @param userId of this user alone; null for all that the caller sees
   * @param after where the page before ended, as {@link #place}
   */
  public List<ApiKey> list(
      Principal by, @Nullable String userId, @Nullable String after, int most) {
    String whose = by.seesAll() ? userId : by.userId();
    if (userId != null && whose != null && !whose.equals(userId)) {
      return List.of();
    }
    return keyDirectory.read(handle -> KeyTable.page(handle, by.orgId(), whose, after, most));
  }

  /** A key's place in the list. */
  public static String place(ApiKey key) {
    return key.created().toEpochMilli() + "." + key.id();
  }

  public Optional<ApiKey> get(Principal by, String id) {
    return Optional.ofNullable(
        keyDirectory.<@Nullable ApiKey>read(handle -> reach(handle, by, id)));
  }

  /**
   * Changes a key. Members can narrow what bounds theirs, and widen nothing.
   *
   * @throws DeniedException where it is revoked, or an owner's and the caller is none, or a member
   *     would widen it
   */
  public Optional<ApiKey> edit(Principal by, String id, KeyEdit keyEdit) {
    return keyDirectory.change(
        handle -> {
          ApiKey key = reach(handle, by, id);
          if (key == null) {
            return Optional.empty();
          }
          unlessOwners(by, AccountTable.user(handle, key.userId()));
          if (key.state() == KeyState.REVOKED) {
            throw DeniedException.state(
                "key_revoked", "This key is revoked and can't be changed. Create a new key.");
          }
          KeyOptions before = key.options();
          KeyOptions after = keyEdit.options().apply(before);
          KeyState state = state(key.state(), keyEdit.active());
          if (!by.seesAll()) {
            MemberKeyRestrictions.check(before, after, limit.getAsInt());
            MemberKeyRestrictions.check(key.state(), state);
          }
          Map<String, String> detail = changes(before, after);
          if (!after.equals(before)) {
            KeyTable.edit(handle, id, after);
          }
          if (state != key.state()) {
            KeyTable.state(handle, id, state);
            detail.put("state", state.label());
          }
          detail.putAll(keyEdit.also().apply(handle, key));
          if (!detail.isEmpty()) {
            record(handle, by, "key.edit", key, detail);
          }
          return Optional.ofNullable(reach(handle, by, id));
        });
  }

  private static KeyState state(KeyState now, @Nullable Boolean active) {
    if (active == null) {
      return now;
    }
    return active ? KeyState.ACTIVE : KeyState.DEACTIVATED;
  }

  /**
   * Ends a key for good.
   *
   * @throws DeniedException where it is an owner's, and the caller is none
   */
  public Optional<ApiKey> revoke(Principal by, String id) {
    return keyDirectory.change(
        handle -> {
          ApiKey key = reach(handle, by, id);
          if (key != null) {
            unlessOwners(by, AccountTable.user(handle, key.userId()));
          }
          if (key != null && key.state() != KeyState.REVOKED) {
            KeyTable.state(handle, id, KeyState.REVOKED);
            record(handle, by, "key.revoke", key, Map.of("description", key.description()));
          }
          return Optional.ofNullable(reach(handle, by, id));
        });
  }

  /** Nobody changes what belongs to somebody who has more. */
  private static void unlessOwners(Principal by, @Nullable User whose) {
    if (whose != null
        && !by.userId().equals(whose.id())
        && whose.role().atLeast(Role.OWNER)
        && !by.role().atLeast(Role.OWNER)) {
      throw DeniedException.rights("Only an owner can change an owner's keys.");
    }
  }

  private static @Nullable ApiKey reach(Handle handle, Principal by, String id) {
    StoredKey stored = KeyTable.find(handle, id);
    if (stored == null || !stored.key().orgId().equals(by.orgId())) {
      return null;
    }
    return by.seesAll() || stored.key().userId().equals(by.userId()) ? stored.key() : null;
  }

  private void record(
      Handle handle, Principal by, String action, ApiKey key, Map<String, String> detail) {
    auditLog.record(handle, by.actor(), key.orgId(), action, "key", key.id(), detail);
  }

  private static Map<String, String> shown(KeyOptions options) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("description", options.description());
    all.put("expires", options.expires() == null ? "never" : options.expires().toString());
    all.put("requests_per_minute", Integer.toString(options.requestsPerMinute()));
    all.put("mode", options.mode() == null ? "default" : options.mode());
    all.put("objective", options.objective() == null ? "default" : options.objective());
    all.put("cache", options.cache() == null ? "default" : options.cache());
    all.put("allowed_models", String.join(", ", options.models()));
    all.put("tags", String.join(", ", options.tags()));
    return all;
  }

  private static Map<String, String> changes(KeyOptions before, KeyOptions after) {
    Map<String, String> old = shown(before);
    Map<String, String> changed = shown(after);
    List<String> names = new ArrayList<>(changed.keySet());
    for (String name : names) {
      if (changed.getOrDefault(name, "").equals(old.get(name))) {
        changed.remove(name);
      }
    }
    return changed;
  }
}
