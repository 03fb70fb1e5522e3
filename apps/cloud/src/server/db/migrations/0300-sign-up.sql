-- How a company begins: somebody with an e-mail that is theirs, and what they said so far of the shop to be.
CREATE TABLE sign_ups (
  -- Of a token that is in the letter only.
  token_hash text PRIMARY KEY,
  email text NOT NULL,
  -- What the wizard has so far, never a secret: the letter's link goes on where it was left.
  draft jsonb NOT NULL DEFAULT '{}',
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  founded_company uuid,
  founded_branch uuid
);

ALTER TABLE companies ADD COLUMN country text NOT NULL DEFAULT 'CO';
ALTER TABLE companies ADD COLUMN created_at bigint NOT NULL DEFAULT 0;

-- The city is said beside the street; an address from before has it inside.
ALTER TABLE branches ADD COLUMN city text NOT NULL DEFAULT '';
ALTER TABLE branches ADD COLUMN timezone text NOT NULL DEFAULT 'America/Bogota';
ALTER TABLE branches ADD COLUMN archived_at bigint;
