-- What a fresh till gets whole whatever its age: facts that are neither an order's, a cash session's nor a drawer's, few beside those.
CREATE INDEX events_of_other_kinds ON events (company_id, branch_id, entity_id)
  WHERE type NOT LIKE 'order.%' AND type NOT LIKE 'cash-session.%' AND type NOT LIKE 'drawer.%';
