-- A million items asked a million times whether their execution exists: more than a third of the time of handing them out.
-- The same transaction notes the step in the execution's own row or ends, and retention deletes items before their execution.
ALTER TABLE execution_items DROP CONSTRAINT execution_items_execution_id_fkey;
