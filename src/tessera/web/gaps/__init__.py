"""Pages of what a document's country was asked, set against the document, with what people say of it."""
