"""Pure rules of careers: facts of a worker, ladders without contradiction, panels, practice."""
