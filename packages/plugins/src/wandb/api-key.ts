/** The variable that holds the API key of W&B. */
export const apiKeyVariable = 'WANDB_API_KEY';
