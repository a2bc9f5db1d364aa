-- Layers of compression have the names that the documentation uses.
UPDATE usage_layer SET layer = CASE layer
    WHEN 'birth' THEN 'tool_output' WHEN 'repeat' THEN 'dedup' WHEN 'settled' THEN 'prune'
    WHEN 'anchor' THEN 'eviction' ELSE 'chat_memory' END
  WHERE layer IN ('birth', 'repeat', 'settled', 'anchor', 'episode');

UPDATE usage_layer_slot SET layer = CASE layer
    WHEN 'birth' THEN 'tool_output' WHEN 'repeat' THEN 'dedup' WHEN 'settled' THEN 'prune'
    WHEN 'anchor' THEN 'eviction' ELSE 'chat_memory' END
  WHERE layer IN ('birth', 'repeat', 'settled', 'anchor', 'episode');

UPDATE shadow_layer SET layer = CASE layer
    WHEN 'birth' THEN 'tool_output' WHEN 'repeat' THEN 'dedup' WHEN 'settled' THEN 'prune'
    WHEN 'anchor' THEN 'eviction' ELSE 'chat_memory' END
  WHERE layer IN ('birth', 'repeat', 'settled', 'anchor', 'episode');

UPDATE regret SET layer = CASE layer
    WHEN 'birth' THEN 'tool_output' WHEN 'repeat' THEN 'dedup' WHEN 'settled' THEN 'prune'
    WHEN 'anchor' THEN 'eviction' ELSE 'chat_memory' END
  WHERE layer IN ('birth', 'repeat', 'settled', 'anchor', 'episode');

UPDATE suspended_layer SET layer = CASE layer
    WHEN 'birth' THEN 'tool_output' WHEN 'repeat' THEN 'dedup' WHEN 'settled' THEN 'prune'
    WHEN 'anchor' THEN 'eviction' ELSE 'chat_memory' END
  WHERE layer IN ('birth', 'repeat', 'settled', 'anchor', 'episode');
