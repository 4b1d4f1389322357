"""Pages of review projects: who codes which document, the reading page, differences, agreement, the codebook."""
