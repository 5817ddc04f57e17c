"""Stories in the forms that people read and programs take."""
