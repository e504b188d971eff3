-- From format 2 to 3: what a remark says beside its text. Old rows have nothing there, and their commitments stay.
ALTER TABLE remark ADD COLUMN day TEXT;
ALTER TABLE remark ADD COLUMN about TEXT;
ALTER TABLE remark ADD COLUMN number TEXT;
ALTER TABLE remark ADD COLUMN means TEXT;
